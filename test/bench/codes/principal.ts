import { eigen } from './eigen.ts';
import { meanOf, transpose, type Matrix, type Products } from './products.ts';

export interface Principal {
  readonly centre: Float32Array;
  /** Rows, the one of the greatest variance first. */
  readonly directions: Matrix;
  /** The vectors less their centre. */
  readonly centred: Matrix;
}

/** The directions in which vectors differ most (principal component analysis). */
export function principalDirections(products: Products, vectors: Matrix): Principal {
  const centre = meanOf(vectors);
  const { columns } = vectors;
  const values = vectors.values.map((value, index) => value - centre[index % columns]!);
  const turned = transpose({ values, columns });
  const covariance = products.between(turned, turned);
  const { axes, values: variances } = eigen(Float64Array.from(covariance.values), columns);
  const order = [...variances.keys()].sort((left, right) => variances[right]! - variances[left]!);
  const directions = new Float32Array(columns * columns);
  order.forEach((axis, row) => {
    for (let lane = 0; lane < columns; lane += 1)
      directions[row * columns + lane] = axes[axis * columns + lane]!;
  });
  return { centre, directions: { values: directions, columns }, centred: { values, columns } };
}
